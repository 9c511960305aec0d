import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, describe, expect, it } from "vitest";

import { Contributions } from "./Contributions.tsx";

const PARTS = Array.from({ length: 11 }, (_, at) => ({ words: `input ${at}`, value: String(at), amount: 1 - at / 5 }));

afterEach(cleanup);

describe("how the risk adds up", () => {
  it("shows a bar for the strongest, one for the rest, and both ends", () => {
    render(<Contributions base={-1} parts={PARTS} />);

    expect(screen.getAllByRole("listitem")).toHaveLength(11);
    expect(screen.getByText("3 smaller ones")).toBeTruthy();
    expect(screen.getByText("In log-odds: −1.00 and 0.00 make −1.00.", { exact: false })).toBeTruthy();
  });

  it("shows all of them as a table, with the sum after each", () => {
    render(<Contributions base={-1} parts={PARTS} />);

    fireEvent.click(screen.getByRole("button", { name: "As a table" }));

    expect(screen.getAllByRole("row")).toHaveLength(13);
    expect(screen.getAllByRole("row").at(-1)?.textContent).toContain("−1.00");
  });
});
