/** Ctrl-C and SIGTERM as a signal that work can heed. The second one ends the process as usual. */
export function interruption(): { signal: AbortSignal; end(): void } {
  const stop = new AbortController();
  const abort = () => {
    end();
    stop.abort();
  };
  const end = () => void process.off('SIGINT', abort).off('SIGTERM', abort);
  process.on('SIGINT', abort).on('SIGTERM', abort);
  return { signal: stop.signal, end };
}
