/** Everything of the outside that the tablet's logic needs besides its store; tests give their own. */
export interface World {
  /** Milliseconds since 1970 by the tablet's clock. */
  now(): number;
  random(length: number): Uint8Array<ArrayBuffer>;
  fetch(input: string, init: RequestInit): Promise<Response>;
  /** Host and port of the hub, as the `@authority` that requests are signed over. */
  readonly authority: string;
}

/** The tablet's clock as an instant, ISO 8601 UTC. */
export const instant = (world: Pick<World, 'now'>): string => new Date(world.now()).toISOString();
