package word_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/word"
)

// TestBytes opens a document with tools that know nothing of this package.
func TestBytes(t *testing.T) {
	doc := word.Doc{Parts: []word.Part{{Title: "年度总结"}, {Heading: "一、情况"}, {Text: "𠮷祥 <客栈> & \x01"}, {Rows: [][]string{{"部门", "户数"}, {"治安大队", "3"}}}}}
	b, err := word.Bytes(doc)
	if err != nil {
		t.Fatal(err)
	}
	again, err := word.Bytes(doc)
	if err != nil || !bytes.Equal(b, again) {
		t.Fatal("not the same bytes", err)
	}
	path := filepath.Join(t.TempDir(), "总结.docx")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("unzip", "-t", path).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	const script = `
import sys, zipfile, xml.etree.ElementTree as E
z = zipfile.ZipFile(sys.argv[1])
for n in z.namelist(): E.fromstring(z.read(n))
w = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
body = E.fromstring(z.read('word/document.xml')).find(w + 'body')
print('|'.join(''.join(t.text or '' for t in p.iter(w + 't')) for p in body.iter(w + 'p')))
print(len(body.findall(w + 'tbl')), [len(r.findall(w + 'tc')) for r in body.iter(w + 'tr')])`
	out, err := exec.Command("python3", "-c", script, path).CombinedOutput()
	if want := "年度总结|一、情况|𠮷祥 <客栈> & \uFFFD|部门|户数|治安大队|3|\n1 [2, 2]"; err != nil || strings.TrimSpace(string(out)) != want {
		t.Fatalf("%v\n%s\nwant\n%s", err, out, want)
	}
}
