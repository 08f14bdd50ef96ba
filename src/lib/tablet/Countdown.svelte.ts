/** Counts whole seconds down to nothing, for a wait that a person has to sit out. */
export class Countdown {
  /** Seconds left; 0 when nothing is waited for. */
  secondsLeft = $state(0);

  #interval: ReturnType<typeof setInterval> | undefined;

  start(seconds: number): void {
    this.stop();
    if (seconds <= 0) return;
    const end = performance.now() + seconds * 1000;
    this.secondsLeft = Math.ceil(seconds);
    this.#interval = setInterval(() => {
      this.secondsLeft = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      if (this.secondsLeft === 0) this.stop();
    }, 250);
  }

  stop(): void {
    clearInterval(this.#interval);
    this.#interval = undefined;
    this.secondsLeft = 0;
  }
}
