/** The cookie that says which browser this is: its name, and how it is found in a request's header. */
import { DAY } from '../../kernel/time.ts';

export const SIGN_IN_PREFIX = 'plenum_si';
/** How long a browser stays signed in. */
export const SIGN_IN_LASTS = 30 * DAY;

/** With https its name forbids that another host of the domain sets it. */
export function sessionCookieName({ protocol }: Pick<URL, 'protocol'>): string {
  return protocol === 'https:' ? '__Host-plenum_session' : 'plenum_session';
}

/** Scripts never see it, and other sites' forms do not send it. */
export function sessionCookieOptions({ protocol }: Pick<URL, 'protocol'>) {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: protocol === 'https:',
    maxAge: SIGN_IN_LASTS / 1000,
  } as const;
}

/** The header that has a browser forget it, for routes that set no cookies. */
export function forgottenSessionCookie(url: Pick<URL, 'protocol'>): string {
  const secure = sessionCookieOptions(url).secure ? '; Secure' : '';
  return `${sessionCookieName(url)}=; Max-Age=0; Path=/; HttpOnly${secure}; SameSite=Lax`;
}

const SECRET = new RegExp(`^${SIGN_IN_PREFIX}_[A-Za-z0-9_-]{32}$`);

/** The secret that a `Cookie` header holds, or null: what is not of its form is none. */
export function sessionSecretIn(header: string | undefined, name: string): string | null {
  if (header === undefined) return null;
  for (const pair of header.split(';')) {
    const [key, value = ''] = pair.trim().split('=');
    if (key === name && SECRET.test(value)) return value;
  }
  return null;
}
