import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net'

/** A proxy before the service that can cut all its connections, and accept new ones again. */
export class CuttableProxy {
  readonly #sockets = new Set<Socket>()
  readonly #server: Server
  #isCut = false

  private constructor(target: URL) {
    this.#server = createServer((caller) => {
      if (this.#isCut) {
        caller.destroy()
        return
      }
      const service = connect(Number(target.port), target.hostname)
      for (const [socket, other] of [[caller, service], [service, caller]] as const) {
        this.#sockets.add(socket)
        socket.on('error', () => other.destroy())
        socket.on('close', () => {
          this.#sockets.delete(socket)
          other.destroy()
        })
      }
      caller.pipe(service)
      service.pipe(caller)
    })
  }

  static async start(target: string): Promise<CuttableProxy> {
    const proxy = new CuttableProxy(new URL(target))
    await new Promise<void>((listening) => proxy.#server.listen(0, '127.0.0.1', listening))
    return proxy
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  cut(): void {
    this.#isCut = true
    for (const socket of this.#sockets) socket.destroy()
  }

  mend(): void {
    this.#isCut = false
  }

  async stop(): Promise<void> {
    this.cut()
    await new Promise((closed) => this.#server.close(closed))
  }
}
