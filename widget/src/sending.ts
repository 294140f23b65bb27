/** Posts a file, for as long as it takes or until `signal`; `progress` hears which share of it is gone. */
export function send(
  url: string,
  headers: Record<string, string>,
  file: Blob,
  progress: (share: number) => void,
  signal?: AbortSignal,
): Promise<XMLHttpRequest> {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    for (const name in headers) request.setRequestHeader(name, headers[name]!);
    request.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
    request.onloadend = () => done(request);
    signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
