// Package store keeps a workspace's data in SQLite. It is the only package
// that speaks SQL.
//
// # The truth and its projections
//
// Whatever was decided is a row of version: one whole aggregate as exact JSON
// bytes, named by the SHA-256 of those bytes, insert-only (triggers refuse
// UPDATE and DELETE). The stored bytes are an envelope (see Version) with
// noun, id, parent digest, person, device, time and the aggregate itself;
// they are shipped unchanged in packages, so a digest means the same thing
// everywhere. The noun tables hold the digest of the head and the few columns
// that lists search and sort by; nothing in them is not said by the versions,
// and Doctor recomputes them all and compares.
//
// The head follows from the set of accepted versions alone: from the root, the
// child that leads to what was written here, else the earlier one. So packages
// merge in any order, and twice, to the same heads (see Merge).
//
// # Writing
//
// Write is the only writable transaction. It takes the Actor, freezes one
// instant for the whole transaction, and fails at commit when no audit entry
// was made. Tx.Put stores a new version, moves the projection and appends the
// audit leaf; Tx.PutMany does so for some tens of versions with one leaf that
// covers the ordered list of digests. A leaf and what it speaks of are in the same
// transaction: neither can exist without the other.
//
// # Bulk writes
//
// A Bulk stores an import of any size while others write. Stage, Add: the
// versions are set aside in bulk_part as they are read and checked, a compressed
// megabyte at a time; nobody sees them, and Drop, or the next opening, clears
// them away. Commit: one short transaction looks whether the register is still
// what the import was compared with (ErrMoved otherwise), writes the one leaf and
// so decides. From then on the import is stored to its end, part by part in turns
// of less than half a second, by whoever opens the workspace if the process ends.
// Until the last turn readers of that noun see it as it was, from a read
// transaction that began before (view), and who would write it, or decide by the
// whole of it, is told to wait (settled, whole). Rows are stored first, one a
// statement; what they change in the search index is gathered for some ten thousand
// rows and written in the index's order, and only then their parts are forgotten.
// An import that at least doubles a table sets the table's plain indexes aside and
// makes them anew at its end (setAside).
// Every step may be repeated. What cannot be stored (a full disk) holds the noun,
// not the workspace: Held, CarryOn.
//
// # Searching
//
// Filter.Search finds any part, from one character up, of codes, names,
// addresses and the initials of a name's pinyin; words apart must all occur;
// nothing in a query is special. The table gram holds, for every character with
// its right neighbour (a blank at the end of a word), the set of rows where it
// stands, 65,536 rows a page: sorted numbers while they are few, a bitmap from
// 4,096 on. One or two characters are answered from the sets alone, count
// included. A longer word is the intersection of its pairs, and then looked for
// in the search text of what is left. SQLite's own full-text index was not
// taken: its trigrams find nothing for two characters, and single characters as
// tokens must compare the positions of a million rows for 有限. Most pairs stand in
// one or two rows of a page: they share the row of their first character (ownDocs).
//
// A transaction collects its changes of the sets and writes each once. The
// projections and the index are made anew on opening when they are of another
// edition (see freshen); Doctor compares them.
//
// # Drafts
//
// A form that is being filled lives in draft (one row a field) and edit (every
// former value). SaveField is acknowledged only after SQLite synced the WAL
// (synchronous=FULL). A save with a stale revision is refused with Conflict
// and the text is kept as a stale edit row, so nothing typed is ever lost.
// FlushEdits covers the edits of a form with one audit leaf.
//
// # Sealing
//
// Opened with a key (Options.Key), a workspace is sealed: bodies of versions,
// fields and their former values, blobs and staged imports are AES-256-GCM under
// that key, each bound to the digest or the place it belongs to. The columns that
// lists search and sort by stand open: names, addresses, codes, numbers of
// documents, states. So no SQL may look into a body or a value. Digests, packages
// and the audit log speak of the text, never of its sealed form. A workspace that
// was not sealed is when it is first opened with a key; from then on it does not
// open without. What sealing does not do: hide how many rows there are, or help
// against a program that runs as the same user while somebody is signed in.
//
// # Files
//
// data.db in WAL mode, workspace.lock (flock or LockFileEx: held by one
// process), backups/. Migrations are embedded, run in order on
// PRAGMA user_version, each after a verified backup; a newer schema is refused.
package store
