package app

import (
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"shuangsuiji/backend/inspect"
)

const (
	inboxDir    = "inbox"
	uploadBytes = int64(2) << 30 // larger files are named by their path
	nameBytes   = 180            // file names stay below every file system's 255
)

// saveUpload streams body into inbox/ of the workspace and returns the file's
// path. The file appears under its name only when it is whole and on disk.
func saveUpload(dir, name string, body io.Reader) (string, error) {
	folder := filepath.Join(dir, inboxDir, uuid.Must(uuid.NewV7()).String())
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", uploadError(err)
	}
	path := filepath.Join(folder, cleanName(name))
	if err := writeWhole(path, body); err != nil {
		os.RemoveAll(folder)
		return "", uploadError(err)
	}
	return path, nil
}

func writeWhole(path string, body io.Reader) error {
	f, err := os.OpenFile(path+".partial", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, body)
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(path+".partial", path)
}

func uploadError(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return inspect.E(inspect.Refused, "文件超过 %d GB，没有上传", uploadBytes>>30).
			WithHint("请直接填写该文件在本机的完整路径").Because(err)
	}
	return inspect.E(inspect.Storage, "文件没有存进工作区").
		WithHint("请确认磁盘未写满、文件还在原处，然后重新上传").Because(err)
}

// cleanName makes a file name that Windows accepts, keeping its extension.
func cleanName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f || r == utf8.RuneError || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, name)
	ext := filepath.Ext(name)
	if len(ext) > 16 {
		ext = ""
	}
	stem := strings.Trim(strings.TrimSuffix(name, ext), ". ")
	for len(stem) > nameBytes {
		_, last := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-last]
	}
	ext = strings.TrimRight(ext, ". ")
	if stem == "" || reservedName(stem) {
		stem = "文件" + stem
	}
	return stem + ext
}

// reservedName tells the device names of Windows, which no file may have.
func reservedName(stem string) bool {
	base, _, _ := strings.Cut(strings.ToUpper(stem), ".")
	switch strings.TrimRight(base, " ") {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	if len(base) == 4 && (strings.HasPrefix(base, "COM") || strings.HasPrefix(base, "LPT")) {
		return base[3] >= '0' && base[3] <= '9'
	}
	return false
}
