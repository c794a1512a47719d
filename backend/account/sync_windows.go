package account

// syncDir has nothing to do: NTFS journals the rename, and Windows gives no
// handle by which a folder could be flushed.
func syncDir(string) error { return nil }
