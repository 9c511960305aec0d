# Two images from one file: `serve` answers requests and holds no learning libraries, `worker` scores and trains.
# The web pages are built beside them and go into `serve`.
FROM python:3.11-slim AS base
ENV PYTHONUNBUFFERED=1 PYTHONPATH=/app PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN useradd --create-home --uid 10001 signoff && mkdir /data && chown signoff /data
WORKDIR /app
COPY requirements requirements

FROM node:24-slim AS web
WORKDIR /app
COPY api/schema.graphql api/schema.graphql
COPY docs/questions docs/questions
COPY web web
RUN cd web && npm ci --no-progress && npm run build

FROM base AS serve
RUN pip install --require-hashes -r requirements/serve.lock
COPY . .
COPY --from=web /app/web/dist web/dist
USER signoff
VOLUME /data
CMD ["python", "-m", "api.cli", "serve", "--host", "0.0.0.0"]

FROM base AS worker
RUN pip install --require-hashes -r requirements/all.lock
COPY . .
USER signoff
VOLUME /data
CMD ["python", "-m", "api.cli", "worker"]
