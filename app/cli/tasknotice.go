package cli

import (
	"flag"

	"shuangsuiji/backend/inspect"
)

// registerNotice registers the newest notice of a task as published.
func registerNotice(f *flag.FlagSet) action {
	site, url, date := f.String("site", "", ""), f.String("url", "", ""), f.String("date", "", "")
	return func(c *call) error {
		made, err := c.sv.Publish.List(c.ctx, c.a, c.args[0])
		if err != nil {
			return err
		}
		last := inspect.Publication{}
		for _, p := range made {
			if p.Kind == string(inspect.DocTaskNotice) && p.At > last.At {
				last = p
			}
		}
		if last.ID == "" {
			return inspect.E(inspect.NotFound, "任务%s还没有制作抽查任务公告", c.args[0]).WithArticle("第十四条").WithHint("先用 publish task 制作")
		}
		if *date == "" {
			*date = inspect.LegalDate(inspect.Instant(c.now()))
		}
		pub, err := c.sv.Publish.Register(c.ctx, c.a, last.ID, *site, *url, *date)
		if err != nil {
			return err
		}
		return c.show(pub, "已登记：%s 发布于%s（%s）", pub.Name, pub.Site, pub.PublishedOn)
	}
}
