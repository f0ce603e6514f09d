import { Button, Title } from '@mantine/core';
import { Shell } from '../shell/Shell.tsx';

/**
 * What a mailed link opens. The link is used by the button alone, because programs that look through mail
 * open links too. The form is sent to the page's own address.
 */
export function LinkPage() {
  return (
    <Shell place={null}>
      <div className="notice-page">
        <Title order={1} className="notice-page-title">
          Sign in to Plenum
        </Title>
        <p className="notice-page-lead">
          Press the button to sign in with this browser. The link works once; after that, ask for a new one.
        </p>
        <form method="post" className="notice-page-action">
          <Button type="submit" className="tall-button">
            Sign in
          </Button>
        </form>
        <ul className="link-list">
          <li>
            <a href="/sign-in">Ask for a new link</a>
          </li>
        </ul>
      </div>
    </Shell>
  );
}
