// Package media keeps evidence files: photos, audio, video and any other file,
// each stored once under the digest of its content.
//
//	evidence/
//	  ab/ab3f…64 hex digits     the content, read-only, without extension
//	  add-123456789.partial     a copy that is not finished
//	  copy-8a0c….partial, .resume   one that stopped and can go on, and how far it is
//
// # Promises
//
// Add reads the original once and never writes to it. While copying it computes
// SHA-256, which names the file, and SM3, which documents print beside it. The
// copy gets its name only after it is whole and synced, and Add returns only
// after the name is synced too: an Item that was returned survives a power cut,
// and a crash before leaves at most a .partial file, which Sweep removes. The
// same content added twice is one file, after the stored one was read and found
// whole; one that was not is replaced by the good copy. Copy does the same for
// large files and can go on after a pause, a crash or a pulled stick.
//
// What a file is comes from its content, never from its extension. The original
// name is only remembered: no file of the store is named after it, so that
// reserved names, case and length cannot matter on any system.
//
// # Item
//
// Digests are lower-case hex. Size is in bytes, Duration in seconds (0 when
// unknown; WAV and the MP4 family), Width and Height in pixels as the picture is
// shown (JPEG and PNG). CapturedAt is an instant, 2006-01-02T15:04:05.000Z, from
// the file itself, as is Device, the camera's model: EXIF, where a time without zone is taken as UTC+8, or the MP4
// header; "" when the file does not say. It is what a device's clock claimed, not
// proof.
//
// A Store may be used by several goroutines; two processes must not share one.
package media
