import { connect, createServer, type Server, type Socket } from 'node:net';

/** An address through which another is reached while it is open. */
export class Door {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly port: number,
  ) {}

  static async to(target: string): Promise<Door> {
    const server = createServer((outside) => {
      const inside = connect(Number(target), '127.0.0.1');
      for (const [from, to] of [[outside, inside], [inside, outside]] as const) {
        door.sockets.add(from);
        from.pipe(to);
        from.on('error', () => to.destroy());
        from.on('close', () => {
          door.sockets.delete(from);
          to.destroy();
        });
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const door = new Door(server, typeof address === 'object' ? (address?.port ?? 0) : 0);
    return door;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Nobody is let in any more, and whoever is in is thrown out. */
  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  open(): Promise<void> {
    return new Promise((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
  }
}
