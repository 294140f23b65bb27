/** The parts of a request to the assistant. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
export type Headers = Record<string, string>;
/** A file, a listener for the share that is sent, and a signal that cancels the upload. */
export type Upload = [file: Blob, progress: (share: number) => void, signal?: AbortSignal];
