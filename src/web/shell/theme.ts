export type Theme = 'system' | 'light' | 'dark';

const key = 'wardline-theme';

export function currentTheme(): Theme {
  const kept = localStorage.getItem(key);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Sets the theme and keeps it on this device; `system` follows the device's own. */
export function applyTheme(theme: Theme = currentTheme()): void {
  if (theme === 'system') {
    localStorage.removeItem(key);
    document.documentElement.removeAttribute('data-theme');
  } else {
    localStorage.setItem(key, theme);
    document.documentElement.dataset['theme'] = theme;
  }
}
