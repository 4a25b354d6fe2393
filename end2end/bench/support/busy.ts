import type { CDPSession } from '@playwright/test';

/** How long the page's main thread is at work while something is done, in ms of a processor's time: so other work on the machine counts little. */
export async function busyMs(cdp: CDPSession, act: () => Promise<unknown>): Promise<number> {
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
  };
  const before = await worked();
  await act();
  return (await worked()) - before;
}
