package pdf

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
	"shuangsuiji/backend/pdf/template"
)

func sampleSignatures(snapshot string) []inspect.DrawnSignature {
	one := func(kind inspect.SignerKind, name, strokes string) inspect.DrawnSignature {
		return inspect.DrawnSignature{Snapshot: snapshot, Kind: kind, Name: name, Strokes: strokes, Recorded: "录像：执法记录仪 FAKE-07，待采集站回填 2026-03-05 10:40",
			SHA256: strings.Repeat("ab", 32), Words: inspect.DrawnWords, At: "2026-03-05T03:10:00.000Z"}
	}
	return []inspect.DrawnSignature{
		one(inspect.SignerParty, "丙某某", "600x200;60,40 240,36;150,40 148,170 90,120;60,110 250,108;300,30 540,30 540,170 300,170 300,30;300,100 540,100"),
		one(inspect.SignerOfficer, "甲某某", "600x200;100,30 500,30 500,120 100,120 100,30;100,75 500,75;300,30 300,190"),
		one(inspect.SignerOfficer, "乙某镕", "600x200;80,30 480,30 120,140 90,180 520,180 540,140"),
	}
}

// TestDrawn: the signatures stand on their lines and on a sheet behind the
// document, with what they are; the rest of the pages is as it was.
func TestDrawn(t *testing.T) {
	f := loadFonts(t)
	frozen, err := json.Marshal(sampleScene())
	if err != nil {
		t.Fatal(err)
	}
	doc, pages, err := lay(f, frozen)
	if err != nil {
		t.Fatal(err)
	}
	digest := strings.Split(doc.Frame.QR(1, 1), "|")[2]
	signatures := sampleSignatures(digest)
	out, err := RenderDrawn(f, frozen, signatures)
	if err != nil {
		t.Fatal(err)
	}
	again, err := RenderDrawn(f, frozen, signatures)
	if err != nil || !bytes.Equal(out, again) {
		t.Errorf("the same signatures make another file: %v", err)
	}
	file := filepath.Join(t.TempDir(), "signed.pdf")
	if err := os.WriteFile(file, out, 0o600); err != nil {
		t.Fatal(err)
	}
	text := squeeze(run(t, "poppler-utils", "pdftotext", "-raw", "-enc", "UTF-8", file, "-"))
	sheet := text[strings.Index(text, "屏幕手写签名页"):]
	for _, part := range []string{digest, inspect.DrawnWords, "不是电子印章", "当事人（陪同人）丙某某2026-03-0511:10", "检查人员乙某镕", "录像：执法记录仪FAKE-07，待采集站回填", strings.Repeat("ab", 32), "附页1"} {
		if !strings.Contains(sheet, squeeze(part)) {
			t.Errorf("the sheet does not say %s", part)
		}
	}
	if got := strings.Count(text, drawnStamp+"页"); got != 1 {
		t.Errorf("%d sheets of signatures", got)
	}
	if got := strings.Count(text, drawnStamp); got != len(pages)+2 { // each page, the sheet, the sheet's title
		t.Errorf("the stamp stands %d times on %d pages", got, len(pages)+1)
	}
	// A signature of another content is never printed.
	signatures[1].Snapshot = strings.Repeat("0", 64)
	if _, err := RenderDrawn(f, frozen, signatures); inspect.CodeOf(err) != inspect.Damaged {
		t.Errorf("a signature of another content: %v", err)
	}
	if keep := os.Getenv("KEEP"); keep != "" {
		if err := os.WriteFile(keep, out, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestEveryLineHasASigner: whoever signs on a screen finds the line of every
// record's strip; dates, the writer's name and those who are neither of the
// inspected side nor inspectors stay for a hand.
func TestEveryLineHasASigner(t *testing.T) {
	f := loadFonts(t)
	builtin, err := template.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	labels := []string{}
	for _, form := range builtin {
		for _, row := range form.Strip {
			for _, slot := range row {
				labels = append(labels, slot.Name)
			}
		}
	}
	for kind, snapshot := range samples(t) {
		doc, err := build(f, snapshot)
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		for _, row := range doc.Strip.Rows {
			labels = append(labels, labelsOf(row)...)
		}
	}
	byHand := []string{"日期", "记录人签名", "操作人签名", "监督人签名", "移交人签名", "接收人签名", "单位负责人签名", "检查部门人员签名"}
	if len(labels) < 30 {
		t.Fatalf("only %d lines", len(labels))
	}
	for _, label := range labels {
		label = strings.TrimSuffix(label, "：")
		if inspect.SignerOf(label) == "" && !slices.Contains(byHand, label) {
			t.Errorf("nobody signs at %s", label)
		}
	}
}

func labelsOf(row []layout.Field) (out []string) {
	for _, f := range row {
		out = append(out, f.Label)
	}
	return out
}
