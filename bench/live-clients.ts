/** The sockets of a measurement, in a process of its own. Does what its parent orders. */
import { Crowd } from './live-crowd.ts';
import type { Answer, Order } from './live-order.ts';

const crowds = new Map<string, Crowd>();

process.on('message', ({ id, order }: { readonly id: number; readonly order: Order }) => {
  void obey(order).then((answer) => process.send?.({ id, answer }));
});
process.on('disconnect', () => process.exit(0));

async function obey(order: Order): Promise<Answer> {
  if (order.do === 'connect') return await connect(order);
  const crowd = crowds.get(order.group);
  if (!crowd) throw new Error(`no group ${order.group}`);
  switch (order.do) {
    case 'expect':
      crowd.expect(order.text);
      return {};
    case 'arrived':
      return { at: await crowd.arrived(order.begunAt) };
    case 'latency':
      return { took: crowd.takeLatency() };
    case 'frame':
      return { frame: crowd.frame };
    case 'pause':
      crowd.pause(order.count);
      return {};
    case 'return':
      crowd.comeBack();
      return {};
    case 'returned':
      return { at: await crowd.returned() };
    case 'versions':
      return { versions: crowd.versions, backwards: crowd.backwards };
    case 'close':
      crowds.delete(order.group);
      await crowd.close();
      return { closed: crowd.closed };
  }
}

async function connect({ group }: Extract<Order, { do: 'connect' }>): Promise<Answer> {
  const crowd = new Crowd(group);
  crowds.set(group.name, crowd);
  return { took: await crowd.connect() };
}
