// Package backup writes and reads the file that survives the PC: one backup of
// one workspace. It knows files and keys; what the database in it says is for
// the caller to check.
//
// # The file
//
// A backup is an ordinary ZIP, its entries stored:
//
//	README.txt    what this is and how to get the data back, in Chinese
//	backup.json   About: whose it is, when it was made, how long its log was
//	keys/*.key    the workspace's key files, each still under its passphrase
//	data.tar.age  everything else: a tar, encrypted (age-encryption.org/v1)
//
// The tar holds data.db, a verified copy of the database, accounts.json (see
// account), workspace.key (in hex: what seals the database and the documents), then
// the files of Folders: issued documents, scans that wait, the user's own faces. Evidence is
// large and never changes, so it is kept beside the backups instead, each item
// encrypted once under its SHA-256 (Sealed, evidence/ab/<sha256>.age).
//
// It is encrypted to the age key of this device and to that of every office
// above it in its certificate chain: a backup can be made while the key is
// locked, opened with the workspace's passphrase, and, when a laptop's
// passphrase is forgotten, opened by its office with the office's key file.
//
// # Without this program
//
//	unzip backup-….zip
//	sed -n '/BEGIN AGE/,/END AGE/p' keys/identity.key > key.age
//	age -d key.age | sed -n 2p > key.txt        # asks for the passphrase
//	age -d -i key.txt data.tar.age | tar x      # data.db is SQLite 3
//
// # What it does not prove
//
// Whoever has the certificate can encrypt to it, so that a backup opens is no
// proof of who made it. What it holds is held to its own audit log; compare
// that log's checkpoint with one that was printed or handed out.
//
// # Promises
//
// Write leaves under the final name only a complete file that was synced and
// read again. Unpack writes inside its folder only. Swap is done wholly or, after
// a kill at any point, finished by Finish; what was there before is kept.
package backup
