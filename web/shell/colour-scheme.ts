/**
 * The colours of every page, light or dark: the system's until the reader switches, then the reader's.
 *
 * It runs before anything is drawn, from a file of its own, so that no page flashes in the wrong ones.
 * It is the only writer of the root element's scheme. A choice that agrees with the system is
 * forgotten, so that the page follows the system again.
 */
{
  const KEY = 'plenum-colour-scheme';
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const systemScheme = () => (system.matches ? 'dark' : 'light');

  const chosen = (): string | null => {
    try {
      const stored = localStorage.getItem(KEY);
      return stored === 'light' || stored === 'dark' ? stored : null;
    } catch {
      return null;
    }
  };

  const remember = (scheme: string) => {
    try {
      if (scheme === systemScheme()) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, scheme);
    } catch {
      // Storage is forbidden: the choice holds for this page only.
    }
  };

  const show = (scheme: string) => root.setAttribute('data-mantine-color-scheme', scheme);

  show(chosen() ?? systemScheme());
  root.classList.add('scripted');
  system.addEventListener('change', () => show(chosen() ?? systemScheme()));
  window.addEventListener('storage', () => show(chosen() ?? systemScheme()));
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || !event.target.closest('[data-colour-switch]')) return;
    const scheme = root.getAttribute('data-mantine-color-scheme') === 'dark' ? 'light' : 'dark';
    remember(scheme);
    show(scheme);
  });
}
