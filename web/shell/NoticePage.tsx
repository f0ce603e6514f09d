import { Title } from '@mantine/core';
import { Shell } from './Shell.tsx';

export interface NoticePageProps {
  readonly title: string;
  readonly lead: string;
  readonly links: readonly { readonly href: string; readonly name: string; readonly when: string }[];
}

/** A page that says one thing and where to go from there. No script takes it over. */
export function NoticePage({ title, lead, links }: NoticePageProps) {
  return (
    <Shell place={null}>
      <div className="notice-page">
        <Title order={1} className="notice-page-title">
          {title}
        </Title>
        <p className="notice-page-lead">{lead}</p>
        <ul className="link-list">
          {links.map(({ href, name, when }) => (
            <li key={href}>
              <a href={href}>
                <bdi>{name}</bdi>
              </a>
              {when !== '' && <span>{when}</span>}
            </li>
          ))}
        </ul>
      </div>
    </Shell>
  );
}
