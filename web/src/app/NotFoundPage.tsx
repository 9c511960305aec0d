import { useTitle } from "./title.ts";
import { NoSuchPage } from "../parts/NoSuchPage.tsx";

/** An address that leads nowhere. */
export default function NotFoundPage() {
  useTitle("There is no page at this address");
  return (
    <NoSuchPage title="There is no page at this address.">
      <p>
        <a href="/">Go to the desk</a>
      </p>
    </NoSuchPage>
  );
}
