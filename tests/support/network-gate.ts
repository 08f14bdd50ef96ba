import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const HOST = '127.0.0.1';

/**
 * The only way from a browser to a server, which can be shut: then what is under way is cut and whoever comes is
 * reset. A browser told to be offline by its debugger may still reach a server through its service worker; this one may not.
 */
export class NetworkGate {
  readonly origin: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #target: number | undefined;
  #isOpen = true;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.origin = `http://${HOST}:${String(port)}`;
    server.on('connection', (socket) => {
      this.#pass(socket);
    });
  }

  /** Listens on a port of its own; leads nowhere before {@link leadTo}. */
  static async listen(): Promise<NetworkGate> {
    const server = createServer({ allowHalfOpen: true });
    await new Promise<void>((resolve, reject) => {
      server.on('error', reject);
      server.listen(0, HOST, resolve);
    });
    return new NetworkGate(server, (server.address() as AddressInfo).port);
  }

  /** @param origin of the server behind it, on this machine */
  leadTo(origin: string): void {
    this.#target = Number(new URL(origin).port);
  }

  /** Whether the server can be reached from now on. */
  reach(isOpen: boolean): void {
    this.#isOpen = isOpen;
    if (!isOpen) this.#cut();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#cut();
    await closed;
  }

  #cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  #pass(socket: Socket): void {
    if (!this.#isOpen || this.#target === undefined) {
      socket.on('error', () => undefined);
      socket.resetAndDestroy();
      return;
    }
    const onward = connect({ host: HOST, port: this.#target, allowHalfOpen: true });
    for (const [from, to] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      this.#sockets.add(from);
      from.setNoDelay(true);
      from.on('error', () => {
        to.destroy();
      });
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }
}
