/** savePath proposes where to write a file: in the workspace's folder of outgoing files. */
export function savePath(dir: string, name: string): string {
  const slash = dir.includes('\\') ? '\\' : '/';
  return [dir, 'packages', fileName(name)].join(slash);
}

/** fileName takes out of a name what no file name may have on Windows. */
export function fileName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are forbidden
  return name.replace(/[\u0000-\u001f<>:"/\\|?*]/g, '_').trim();
}
