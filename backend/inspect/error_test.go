package inspect

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

func TestError(t *testing.T) {
	e := E(Refused, "%d名", 1).WithArticle("第十五条").WithHint("改为%d名", 2).WithField("perSubject").WithRef("t-1").Because(io.EOF)
	if e.Error() != "1名（第十五条）。改为2名" || !errors.Is(e, io.EOF) || CodeOf(fmt.Errorf("step: %w", e)) != Refused {
		t.Fatalf("%q %+v", e.Error(), e)
	}
	if got := ForPerson(fmt.Errorf("step: %w", e)); got != e {
		t.Fatalf("%+v", got)
	}
	truth := errors.New("sql: no such table")
	shown := ForPerson(truth)
	if shown.Code != Internal || strings.Contains(shown.Error(), "sql") || shown.Hint == "" || !errors.Is(shown, truth) {
		t.Fatalf("%+v", shown)
	}
	if CodeOf(truth) != Internal {
		t.Fatal("an unknown error is no internal one")
	}
}
