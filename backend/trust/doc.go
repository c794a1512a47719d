// Package trust holds who signs: identities, keys, certificates, signatures
// and the check of who vouches for a key. It knows nothing of packages or of
// the log; those use it.
//
// # An identity
//
// An Identity is one device or office: an SM2 key with an X.509 certificate
// (SM2 with SM3, GB/T 32918, GB/T 20518), an Ed25519 key that signs log
// checkpoints (C2SP signed-note), and an age X25519 key to which packages can
// be encrypted. The certificate binds all three: the two other public keys
// stand in it as subjectAltName URIs,
//
//	ssj-log:<C2SP verifier key>   name+hash+base64, as in golang.org/x/mod/sumdb/note
//	ssj-age:age1...               age recipient
//
// so `openssl x509 -text` shows them and the issuer's signature covers them.
// The log's name (its C2SP origin) is "shuangsuiji/" and the first 16 hex
// digits of SHA-256 over the SM2 SubjectPublicKeyInfo: unique, without
// anything personal in it. Common name = Name, organizational unit = role.
//
// An office is its own root by default (NewRoot). A device makes a request
// file (NewRequest: a PKCS#10 in PEM, which proves possession of the key), the
// office answers with an accept file (Issue: certificate and chain up to the
// root, in PEM), the device turns both into an Identity (Accept). Both files
// travel on a USB stick and hold nothing secret. Whoever accepts must compare
// the root's ShortFingerprint with what the office reads out: that comparison,
// not the file, is the trust.
//
// A root is valid for ten years, an issued certificate for three and never
// beyond its issuer. Both begin a day early, because field clocks drift.
//
// # Files
//
// An identity file is PEM and holds, in this order: the SM2 key as PKCS#8
// PBES2 (scrypt, AES-256-CBC), the log and age keys inside an age file (scrypt)
// that also authenticates the first part, the certificate chain. A pending
// file has the request in place of the chain. The scrypt cost (log2 of N) is
// stored in the file; MinCost is for tests, DefaultCost for use. Load refuses
// files whose parts do not belong together.
//
// # Signatures
//
// A signature here is a device's, not an electronic seal (设备签名，非电子印章).
// SignSM2 gives bare DER over SM3 with the default user id 1234567812345678:
//
//	openssl dgst -sm3 -sigopt distid:1234567812345678 -verify pub.pem -signature m.sig m
//
// SignCMS gives a detached GB/T 35275 SignedData without attributes (no time:
// the signed content says when). VerifyCMS is strict: the exact object
// identifiers, one signer, SM3 and SM2 only, the same certificate, no content
// inside, no attributes, no CRLs, and DER that re-encodes to the same bytes.
//
// Checkpoints carry an Ed25519 line (NoteSigner) and an SM2 line
// (SM2NoteSigner; signature type 0xff "shuangsuiji/sm2-sm3").
//
// # Who vouches
//
// A Pool holds the roots a person has decided to trust, the issuers below them
// that came along, and the CRLs they signed (X.509, SM2 with SM3; a list that
// is older than the one held is refused). An office that revokes needs no list
// of its own: it tells its Pool what it has withdrawn. Check judges a chain at a time the caller gives, never at a time
// the signer claims, and answers with a Standing: it is an error only when the
// chain itself is broken; an unknown root, an expired or a revoked certificate
// is a fact in the Standing.
package trust
