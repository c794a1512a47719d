package disk

// SyncDir has nothing to do: NTFS journals the rename, and Windows gives no
// handle by which a folder could be flushed.
func SyncDir(string) error { return nil }
