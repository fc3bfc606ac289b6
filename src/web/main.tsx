import '@fontsource-variable/inter/wght.css';
import './style/app.css';
import './style/posture.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { figureCss, textures, tokenCss } from '../reports/figures/tokens.ts';
import { Problem } from './client/call.ts';
import { router } from './routes.tsx';
import { applyTheme } from './shell/theme.ts';

/** Colors and fills are those of the reports: the same picture on screen and on paper. */
const colors = document.createElement('style');
colors.textContent = `${tokenCss}\n${figureCss}`;
document.head.prepend(colors);
document.body.insertAdjacentHTML('afterbegin', textures);
applyTheme();

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays one however often it is asked.
      retry: (count, error) => !(error instanceof Problem && error.status < 500) && count < 2,
    },
  },
});

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
