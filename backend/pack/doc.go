// Package pack writes, verifies and reads signed packages: what travels
// between office, laptop and platform.
//
// # Form
//
// A package is a BagIt 1.0 bag (RFC 8493), as a folder or, for transport, as
// that folder in a ZIP that is stored and never compressed. Names are UTF-8,
// digests SHA-256 in lower-case hex.
//
//	<name>/
//	  bagit.txt                   the BagIt declaration
//	  bag-info.txt                sender, date, id, name, size; follows from package.json
//	  data/…                      the content
//	  log/…                       checkpoint and proofs of the audit log
//	  meta/package.json           Meta: what, from whom, for whom, signed by whom
//	  meta/…                      more about the package
//	  manifest-sha256.txt         digest and path of everything below data/
//	  tagmanifest-sha256.txt      of everything else but itself and the signatures
//	  signatures/<f>.sm2.sig      bare SM2 DER signature
//	  signatures/<f>.sm2.p7s      detached GB/T 35275 message
//	  signatures/<f>.crt.pem      certificate and chain of the signer
//
// <f> is the first 16 hex digits of the signer's certificate fingerprint. Both
// signatures are over the exact bytes of tagmanifest-sha256.txt. package.json
// lists the signers, so a signature can be neither dropped nor added unseen.
// A file that is in no manifest and no announced signature is refused.
//
// There is one encoding of everything made here: manifests are sorted by
// bytes, bag-info.txt follows from package.json, and in the ZIP every header
// byte follows from name, size, CRC and position (see zip.go). Verify
// regenerates and compares, so that each flipped byte of a package is caught,
// also where it would mean nothing.
//
// # Verdicts
//
//	有效                      intact, and a trusted root vouches for every signer
//	完整，签发者未核实         intact, but the root is not trusted here: compare its fingerprint
//	签署时有效，现状无法核实   certificate expired since, revocation list stale, or this PC's clock behind
//	无效                      names the first file at fault and the rule it breaks
//
// Times are judged with the reader's clock; the signer's own time has only to
// lie within its certificate's validity. What was signed after its certificate
// was revoked is invalid; what claims to be older is invalid too when the key
// was lost, because the claim proves nothing then, and otherwise was valid when
// signed. A verdict also says what it does not
// prove: that the content is true, when it was signed, who held the device.
//
// Sequence and Previous chain the packages of one device; comparing them with
// what was received before (gaps, forks), and the recipient with oneself
// (Meta.AddressedTo), is for the caller, who has the memory.
//
// # Promises
//
// Write reads every source once, in constant memory, and leaves under the
// final name only a complete, synced package. Verify writes nothing. A Reader
// exists only after verification and hashes again whatever it hands out. A
// reader of format 1 will stay; a format it does not know is refused, as is a
// package whose Critical names an unknown field.
//
// # Checking a package with stock tools only
//
// The commands are in the README, which a test runs word by word: sha256sum for
// both manifests, openssl dgst for the bare signature and openssl verify for the
// certificate, scripts/cms.sh for the .p7s (openssl 3.0 has no command for GB/T
// 35275; the script cuts it open with asn1parse), and unzip, 7z, bsdtar and
// Java's ZipInputStream to read it. root.pem is the root certificate of the
// sending office, got from the office and not from the package; its fingerprint
// stands on every notice. Each fingerprint printed must be one of "signers" in
// package.json.
package pack
