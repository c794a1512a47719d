package trust

import (
	"bytes"
	"testing"
)

// The parsers of files from strangers: no panic, and what they admit stays
// what it was.
func FuzzCertificate(f *testing.F) {
	root, device := sample(f, "root"), sample(f, "device")
	_, request, err := NewRequest("模糊测试", noon)
	if err != nil {
		f.Fatal(err)
	}
	crl, err := root.Revoke([]Revocation{{CertPEM: device.CertPEM(), At: noon}}, 1, noon, noon.AddDate(0, 1, 0))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(device.ChainPEM())
	f.Add(request)
	f.Add(crl)
	pool, err := NewPool(root.RootPEM())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if cert, chain, err := SplitChain(data); err == nil {
			again := cert
			for _, c := range chain {
				again = append(again, c...)
			}
			if string(again) != string(data) {
				t.Error("a chain was admitted that does not re-encode")
			}
			if s, err := pool.Check(cert, chain, noon); err == nil && s.Known && s.Fingerprint != device.Fingerprint() && s.Fingerprint != root.Fingerprint() {
				t.Error("the root vouches for a certificate it never issued")
			}
		}
		_, _ = RequestName(data)
		_ = pool.AddCRL(data)
		_, _, _ = openKeys(data, nil)
	})
}

func FuzzCMS(f *testing.F) {
	device := sample(f, "device")
	msg := []byte("message")
	p7s, sig := sampleFile(f, "message.sm2.p7s"), sampleFile(f, "message.sm2.sig")
	cert := device.CertPEM()
	f.Add(p7s)
	f.Add(sig)
	f.Fuzz(func(t *testing.T, data []byte) {
		if VerifyCMS(cert, msg, data) == nil && !bytes.Equal(data, p7s) {
			t.Error("a second signature message verifies")
		}
		if VerifySM2(cert, msg, data) == nil && !bytes.Equal(data, sig) {
			t.Error("a second signature verifies")
		}
		_ = checkKDF(data)
	})
}

// A list that is admitted is one that the root signed, and says the same again.
func FuzzCRL(f *testing.F) {
	root, device := sample(f, "root"), sample(f, "device")
	crl, err := root.Revoke([]Revocation{{CertPEM: device.CertPEM(), At: noon, Reason: ReasonCompromise}}, 7, noon, noon.AddDate(0, 1, 0))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(crl)
	f.Fuzz(func(t *testing.T, data []byte) {
		pool, err := NewPool(root.RootPEM())
		if err != nil {
			t.Fatal(err)
		}
		about, err := DescribeCRL(data)
		if pool.AddCRL(data) == nil && (err != nil || about.Number != 7 || about.Entries != 1 || !about.At.Equal(noon)) { // each process signs its own
			t.Errorf("another list was admitted: %+v", about)
		}
	})
}
