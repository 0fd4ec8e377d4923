/**
 * The desktop contract: what the shell offers the console's page as `window.desktop`. Absent in a browser. Results are data,
 * never thrown errors, since an exception loses its code on the way through the process boundary.
 */
export interface DesktopBridge {
  app: {
    /** Version, platform, the server that was set by the installation, if any, and the file in which it can be set. */
    info(): Promise<{ version: string; platform: string; server: { supabaseUrl: string; publishableKey: string } | null; settingsFile: string }>
  }
  files: {
    /** Asks where to save and writes the bytes there. */
    save(file: { name: string; type: 'application/pdf' | 'text/csv'; bytes: Uint8Array }): Promise<{ kind: 'saved'; path: string } | { kind: 'cancelled' } | { kind: 'failed'; code: string }>
  }
  secrets: {
    /** Keeps a session token under the system's key store. `refused` where that would be plain text. */
    set(name: 'session', value: string): Promise<{ kind: 'kept' } | { kind: 'refused' }>
    get(name: 'session'): Promise<{ kind: 'found'; value: string } | { kind: 'absent' } | { kind: 'refused' }>
    remove(name: 'session'): Promise<{ kind: 'removed' }>
  }
  notices: {
    /** Shows a native notification; a click focuses the window and sends `open` with `route`. */
    show(notice: { title: string; body: string; route: string }): Promise<{ kind: 'shown' } | { kind: 'unsupported' }>
  }
  events: {
    /** Subscribes to the shell's events; the returned function ends it. */
    on(listener: (event: ShellEvent) => void): () => void
  }
}

/** What the shell tells the page. `open`: go to this route (deep link, notification). `wake`: sync now. */
export type ShellEvent = { kind: 'open'; route: string } | { kind: 'wake'; reason: 'resume' | 'online' | 'unlock' } | { kind: 'update-ready'; version: string }
