declare global {
  namespace App {
    interface Error {
      message: string;
      code?: string;
    }
    interface PageState {
      /** How deep the staff screen lies: a number and nothing else, because history outlives the lock. */
      clinicDepth?: number;
    }
  }
}

export {};
