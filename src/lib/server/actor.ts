/** Who does something to the hub's data: a tablet, a person at the console, a command, or the hub itself. */
export interface Actor {
  readonly kind: 'device' | 'console' | 'cli' | 'hub';
  readonly id: string;
}
