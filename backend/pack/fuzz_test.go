package pack

import (
	"bytes"
	"context"
	"os"
	"testing"
)

// A ZIP that is admitted has exactly the bytes its list of entries demands.
func FuzzZip(f *testing.F) {
	f.Add(rawZip([]rawEntry{{"p/bagit.txt", []byte("abc")}, {"p/data/照片", nil}}))
	f.Add(rawZip(nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, bad := readZip(bytes.NewReader(data), int64(len(data)))
		if bad != nil {
			return
		}
		var files []rawEntry
		for _, e := range entries {
			files = append(files, rawEntry{e.name, data[e.end()-e.size : e.end()]})
		}
		again := rawZip(files)
		for _, e := range entries { // the CRC is judged when the data is read
			copy(again[e.offset+crcAt:], le(e.crc))
		}
		directory := len(again) - endLen
		for _, e := range entries {
			directory -= len(e.central())
		}
		for _, e := range entries {
			copy(again[directory+16:], le(e.crc))
			directory += len(e.central())
		}
		if !bytes.Equal(again, data) {
			t.Errorf("admitted %q, which should be %q", data, again)
		}
	})
}

func FuzzManifest(f *testing.F) {
	f.Add([]byte("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  data/照片 01.jpg\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		listed, err := parseManifest(data)
		if err != nil {
			return
		}
		var sums []sum
		for name, digest := range listed {
			sums = append(sums, sum{name, digest})
		}
		if again := encodeManifest(sums); !bytes.Equal(again, data) {
			t.Errorf("admitted %q, which should be %q", data, again)
		}
	})
}

// A description that is admitted means the same when written again.
func FuzzMeta(f *testing.F) {
	_, sample := readBag(f, samplePath)
	f.Add(sample[metaName])
	f.Add([]byte(`{"format":1,"format":2}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := parseMeta(data)
		if err != nil {
			return
		}
		again, err := m.encode()
		if err != nil {
			t.Fatal(err)
		}
		n, err := parseMeta(again)
		if err != nil {
			t.Fatalf("%v: %s", err, again)
		}
		if third, err := n.encode(); err != nil || !bytes.Equal(third, again) {
			t.Errorf("%s became %s, %v", again, third, err)
		}
	})
}

// Whatever is done to a whole package, only the original is not invalid.
func FuzzPackage(f *testing.F) {
	sample, err := os.ReadFile(samplePath)
	if err != nil {
		f.Fatal(err)
	}
	pool := samplePool(f)
	f.Add(sample)
	f.Fuzz(func(t *testing.T, data []byte) {
		tree, bad := zipTree(bytes.NewReader(data), int64(len(data)))
		if bad != nil {
			return
		}
		v, _, err := verifyTree(context.Background(), tree, pool, noon, nil)
		if err != nil {
			t.Fatal(err)
		}
		if v.State != Broken && !bytes.Equal(data, sample) {
			t.Errorf("a changed package is %s", v.State)
		}
	})
}
