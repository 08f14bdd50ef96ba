/** Hands sealed bytes to the person as a file. */
export const saveBytesFile = (name: string, bytes: Uint8Array<ArrayBuffer>): void => {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the file after the click: taking it away at once would cut it off.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
};
