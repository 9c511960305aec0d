import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { TargetedSubmitEvent } from "preact";

import { useTitle } from "../../app/title.ts";
import { logIn, session } from "../../session/session.ts";
import "./login.css";

/** Account and password of a local account. */
export function LoginPage({ expired }: { expired: boolean }) {
  const first = useRef<HTMLInputElement>(null);
  const [working, setWorking] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  useTitle(expired ? "Log in again" : "Log in");

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setWorking(true);
    const answer = await logIn(textOf(form, "account"), textOf(form, "password"));
    setWorking(false);
    if (answer.ok) session.began(answer.viewer);
    else setRefused(answer.message);
  }

  return (
    <main class="login">
      <form class="login-card" onSubmit={(event) => void submit(event)} aria-labelledby="login-title">
        <img src="/favicon.svg" width="40" height="40" alt="" />
        <h1 id="login-title">Log in to Signoff</h1>
        <p class="dim">
          {expired ? "Your session has ended. After you log in you are back on the same page." : "Use your Signoff account."}
        </p>
        <label>
          Account
          <input ref={first} name="account" autocomplete="username" required spellcheck={false} autocapitalize="none" />
        </label>
        <label>
          Password
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <p class="login-refused" role="alert">
          {refused}
        </p>
        <button class="button primary large" disabled={working}>
          {working ? "Logging in…" : "Log in"}
        </button>
      </form>
    </main>
  );
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
