/** outPath is where a file goes when nobody says otherwise: a folder of the workspace. */
export function outPath(workspace: string, folder: string, name: string): string {
  const slash = workspace.includes('\\') ? '\\' : '/';
  return [workspace, folder, name.replace(/[\\/:*?"<>|]/g, '_')].join(slash);
}
