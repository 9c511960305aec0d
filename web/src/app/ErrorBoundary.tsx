import { Component, type ComponentChildren } from "preact";

import { randomKey } from "./randomKey.ts";

interface Props {
  /** The failure is forgotten when this changes: another page may work. */
  readonly at?: string;
  readonly children: ComponentChildren;
}

interface State {
  readonly reference: string | null;
}

const REFERENCE_LENGTH = 8;

/** Catches what a page throws: says so with a reference that the console carries too. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { reference: null };

  override componentDidCatch(error: unknown): void {
    const reference = randomKey().slice(0, REFERENCE_LENGTH);
    console.error(`page error ${reference}`, error);
    document.title = "This page has failed · Signoff";
    this.setState({ reference });
  }

  override componentDidUpdate(before: Props): void {
    if (before.at !== this.props.at && this.state.reference !== null) this.setState({ reference: null });
  }

  override render() {
    const { reference } = this.state;
    if (reference === null) return this.props.children;
    return (
      <section class="lone" role="alert">
        <h1>This page has failed</h1>
        <p>
          Nothing that you decided is lost: a decision is on record once the page has said so. If it happens again, tell
          your operator the reference <code>{reference}</code>.
        </p>
        <p class="row">
          <button class="button primary" onClick={() => location.reload()}>
            Load again
          </button>
          <a class="button" href="/">
            To the desk
          </a>
        </p>
      </section>
    );
  }
}
