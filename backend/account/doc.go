// Package account keeps who may open a workspace, and the key that opens it: the
// file accounts.json. It can be read before the database can, so that a sign-in
// list is there at once; what a person may do stands in the database alone.
//
// # The file
//
// JSON, written whole and durably at each change:
//
//	format      "ssj-accounts/1"
//	workspace   its name, kind its kind: what the sign-in page shows
//	passphrase  a Slot under the 工作区口令, the way back when passwords are forgotten
//	people      id, name, badge, role of everybody active, each with a Slot once
//	            the person has a password
//
// A Slot is the random 32-byte key of the workspace, encrypted with AES-256-GCM
// under a key that argon2id makes of the password: its parameters and salt stand
// beside it. The id of the person ("" for the passphrase) and the format are
// authenticated with it, so that a slot cannot be moved to somebody else's name.
// A password is right when the slot opens; nothing else of it is stored.
//
// # Attempts
//
// After Free wrong tries in a row a slot refuses to be tried for 30 s, twice as
// long after each further one, up to 15 minutes. The count is written to the file
// before the answer is given, so that a restart does not help; wrong tries that
// the audit log does not know yet are counted beside it.
//
// # What it does not prove
//
// Who knows one password has the workspace's key, and who can write the file can
// then put that key under any name. The file keeps strangers out; what each
// person did is vouched for by the audit log.
//
// # Passwords
//
// Check follows NIST SP 800-63B: at least 8 characters, none of the well-known
// ones (common.txt, from zxcvbn's list, MIT licence, and what is common in
// China), not made of the name or badge alone, no rules of composition. Full-width
// and half-width writing is one (NFKC).
package account
