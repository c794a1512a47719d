import type { KeyboardEvent } from 'react';
import { href } from '../lib/route';
import { stages } from '../stages';

const groups = [...new Set(stages.map((s) => s.group))];

/** Nav is the menu: plain links in groups; arrow keys, Home and End move among them. */
export function Nav({ current }: { current: string }) {
  return (
    <nav className="nav" aria-label="主菜单" onKeyDown={moveFocus}>
      {groups.map((group) => (
        <div key={group}>
          {group && (
            <p className="nav-group" id={`nav-${group}`}>
              {group}
            </p>
          )}
          <ul aria-labelledby={group ? `nav-${group}` : undefined}>
            {stages
              .filter((s) => s.group === group)
              .map((s) => (
                <li key={s.key}>
                  <a href={href(s.key)} aria-current={s.key === current ? 'page' : undefined}>
                    {s.label}
                  </a>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function moveFocus(e: KeyboardEvent<HTMLElement>): void {
  const links = [...e.currentTarget.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[e.key];
  if (to === undefined) return;
  e.preventDefault();
  links[(to + links.length) % links.length]?.focus();
}
