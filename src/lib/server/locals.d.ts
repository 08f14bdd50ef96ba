import type { ConsoleUser } from './auth/console-session.ts';
import type { Hub } from './hub.ts';

declare global {
  namespace App {
    interface Locals {
      hub: Hub;
      /** Who is signed in to the console; only under /hub. */
      consoleUser?: ConsoleUser;
    }
  }
}
