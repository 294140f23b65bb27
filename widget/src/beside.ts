/** The address of a file that is shipped beside this script. */
export const beside = (file: string) => new URL(file, import.meta.url).href;
