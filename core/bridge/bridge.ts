/**
 * The desktop contract: what the shell offers the console's page as `window.desktop`. Absent in a browser. Results are data,
 * never thrown errors, since an exception loses its code on the way through the process boundary.
 */
export interface DesktopBridge {
  app: {
    /** Version, platform, and the server that the console talks to, if one is known. */
    info(): Promise<AppInfo>
  }
  files: {
    /** Asks where to save and writes the bytes there. */
    save(file: FileToKeep): Promise<{ kind: 'saved'; path: string } | { kind: 'cancelled' } | { kind: 'failed'; code: string }>
    /** Opens the bytes in the system's own program, from where they can be printed. */
    open(file: FileToKeep): Promise<{ kind: 'opened' } | { kind: 'failed'; code: string }>
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
  status: {
    /** Says in the tray how the sync stands, in the page's own words. */
    set(status: { tone: 'good' | 'busy' | 'warning' | 'bad'; text: string }): Promise<{ kind: 'shown' }>
  }
  settings: {
    read(): Promise<ShellSettings>
    /** Changes what is named and gives all of them as they are now. */
    change(settings: Partial<Pick<ShellSettings, 'language' | 'channel' | 'startAtLogin'>>): Promise<ShellSettings>
  }
  server: {
    /** Asks a server whether it is one of this product and fits this release. Changes nothing. */
    check(choice: ServerChoice): Promise<ServerCheck>
    /** The same, then asks the user natively where another server was in use, remembers the new one and begins anew with it. */
    use(choice: ServerChoice): Promise<ServerCheck | { kind: 'cancelled' }>
  }
  updates: {
    state(): Promise<UpdateState>
    /** Looks for an update now; what comes of it is told by `update` events too. */
    check(): Promise<UpdateState>
    /** Ends the app, installs the update that is ready, and starts again. */
    install(): Promise<{ kind: 'installing' } | { kind: 'not-ready' }>
  }
  events: {
    /** Subscribes to the shell's events; the returned function ends it. */
    on(listener: (event: ShellEvent) => void): () => void
  }
}

export interface AppInfo {
  version: string
  platform: string
  server: ServerAddress | null
  /** Whether this release names a hosted server of its own. */
  hosted: boolean
}

export interface ServerAddress {
  supabaseUrl: string
  publishableKey: string
}

export interface FileToKeep {
  name: string
  type: 'application/pdf' | 'text/csv' | 'application/json'
  bytes: Uint8Array
}

/** What is kept on this computer. `startAtLogin` is null where the system has no such thing. */
export interface ShellSettings {
  language: 'en' | 'es' | null
  channel: UpdateChannel
  startAtLogin: boolean | null
}

export type UpdateChannel = 'latest' | 'beta'

/** Which server to talk to: the one that the release names, one's own, or the demo that runs on this computer. */
export type ServerChoice = { kind: 'hosted' } | ({ kind: 'own' } & ServerAddress) | { kind: 'demo' }

/**
 * `unreachable`: nobody answers, or not in time. `other`: somebody answers who is no server of this product. `refused`: it does not
 * take the key. `server-behind`, `app-behind`: one of the two has to be updated first.
 */
export type ServerCheck = { kind: 'fits' | 'unreachable' | 'other' | 'refused' | 'server-behind' | 'app-behind' }

/**
 * `off`: this copy was not installed by a package that can be replaced. `refused`: something was offered that is not ours to install;
 * it was not. `unreachable` is no fault: it is tried again later, and nobody is nagged.
 */
export type UpdateState =
  | { kind: 'off' | 'idle' | 'checking' | 'current' | 'unreachable' }
  | { kind: 'downloading'; version: string; percent: number }
  | { kind: 'ready'; version: string; notes: string }
  | { kind: 'refused'; reason: UpdateRefusal }

/** Why an offered update was not taken. */
export type UpdateRefusal = 'unsigned' | 'other-channel' | 'too-old' | 'bad-name' | 'other-file'

/**
 * What the shell tells the page. `open`: go to this route (deep link, notification, menu). `wake`: sync now. `recovered`: the page
 * broke down and was loaded again. The network's coming and going the page hears by itself.
 */
export type ShellEvent =
  | { kind: 'open'; route: string }
  | { kind: 'wake'; reason: 'resume' | 'unlock' | 'menu' }
  | { kind: 'recovered' }
  | { kind: 'update'; state: UpdateState }
