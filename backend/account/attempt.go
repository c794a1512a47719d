package account

import (
	"fmt"
	"time"

	"shuangsuiji/backend/inspect"
)

// Free is how many wrong tries in a row cost nothing.
const Free = 5

const (
	firstWait = 30 * time.Second
	mostWait  = 15 * time.Minute
)

// Tries are the wrong tries at one slot.
type Tries struct {
	Failed   int    `json:"failed"`   // in a row
	Until    string `json:"until"`    // instant before which it is not tried, "" = now
	Unlogged int    `json:"unlogged"` // that the audit log does not have yet
	LastAt   string `json:"lastAt"`   // instant of the last wrong one
}

// wait is how long the slot is still shut.
func (t Tries) wait(now time.Time) time.Duration {
	until, err := time.Parse(inspect.InstantLayout, t.Until)
	if err != nil || !until.After(now) {
		return 0
	}
	return until.Sub(now)
}

// wrong counts one more.
func (t *Tries) wrong(now time.Time) {
	t.Failed++
	t.Unlogged++
	t.LastAt = inspect.Instant(now)
	if over := t.Failed - Free; over >= 0 {
		t.Until = inspect.Instant(now.Add(min(firstWait<<min(over, 10), mostWait)))
	}
}

// try opens a slot and counts. what names it to the person. Error: Forbidden,
// also while the slot is shut; its Field is "password" or "passphrase".
func try(s Slot, t *Tries, secret []byte, whose, what, field string, now time.Time) ([]byte, error) {
	if left := t.wait(now); left > 0 {
		return nil, inspect.E(inspect.Forbidden, "%s连续输错%d次，暂停使用", what, t.Failed).WithField(field).WithArticle("第二十二条").
			WithHint("%s后再试；忘记了就请管理员重设", spoken(left))
	}
	key, ok := s.unwrap(secret, whose)
	if ok {
		t.Failed, t.Until = 0, ""
		return key, nil
	}
	t.wrong(now)
	e := inspect.E(inspect.Forbidden, "%s不对", what).WithField(field)
	if left := t.wait(now); left > 0 {
		return nil, e.WithHint("已连续输错%d次，%s后才能再试", t.Failed, spoken(left))
	}
	return nil, e.WithHint("核对后重新输入；再错%d次要等30秒", Free-t.Failed)
}

// spoken says a time to wait, rounded up.
func spoken(d time.Duration) string {
	if s := int((d + time.Second - 1) / time.Second); s < 120 {
		return fmt.Sprintf("%d秒", s)
	}
	return fmt.Sprintf("%d分钟", int((d+time.Minute-1)/time.Minute))
}
