package cli

import (
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// localTask is drawn here and goes all the way to the upload package.
func (d *demo) localTask() error {
	d.begin("本机抽取的任务：年度计划、任务")
	task, err := d.planned(campaign{name: "旅馆业双随机抽查", trade: "旅馆业", lead: "治安大队", origin: inspect.OriginLocal, total: 3})
	if err != nil {
		return err
	}
	d.begin("随机抽取检查对象：冻结名录、登记声明、见证、公共随机数")
	subjects, err := d.drawn(task, "subjects", "31415926535897932384")
	if err != nil {
		return err
	}
	d.begin("锁定名单，随机匹配检查人员，选定组长")
	if err := d.locked(task); err != nil {
		return err
	}
	inspectors, err := d.drawn(task, "inspectors", "27182818284590452353")
	if err != nil {
		return err
	}
	if err := d.led(task); err != nil {
		return err
	}
	for _, x := range []inspect.Drawing{subjects, inspectors} {
		if _, err := d.paper(d.office, d.clerk, string(inspect.DocDrawRecord), x.ID, purposeLabel(x.Purpose)); err != nil {
			return err
		}
		out := d.at("packages", "draw-"+x.Purpose+"-"+task.No+".zip")
		if _, err := d.office.Draw.Package(d.ctx, d.clerk, x.ID, true, out); err != nil {
			return err
		}
		d.lies(out)
	}
	if err := d.notices(task, service.NoticeTask, "抽查任务公告-"+task.No); err != nil {
		return err
	}
	d.begin("审批（纸质）、派发")
	if err := d.approved(task); err != nil {
		return err
	}
	if err := d.dispatched(task, "task-"+task.No+".zip"); err != nil {
		return err
	}
	d.begin("外勤：逐户检查")
	if err := d.visits(task, []inspection{withFinding, clean, closedDoor}); err != nil {
		return err
	}
	return d.finished(task, "", "PT-旅馆-")
}

// platformTask was drawn by the platform; two of its subjects are inspected.
func (d *demo) platformTask() error {
	d.begin("平台抽取的任务：导入平台名单，不在本机重抽")
	task, err := d.planned(campaign{name: "娱乐场所治安管理随机抽查", trade: "娱乐场所", lead: "治安大队", origin: inspect.OriginPlatform})
	if err != nil {
		return err
	}
	rep, err := d.office.Task.ImportPlatform(d.ctx, d.clerk, task.ID, d.files.PlatformDraw)
	if err != nil {
		return err
	}
	d.say("    平台任务编号 %s，%d个检查对象，文件 SHA-256 %.16s 留存", rep.Task.PlatformNo, rep.Matched, rep.File)
	if err := d.locked(task); err != nil { // its inspectors stand in the platform's list too
		return err
	}
	if err := d.led(task); err != nil {
		return err
	}
	if err := d.approved(task); err != nil {
		return err
	}
	if err := d.dispatched(task, "platform-task-"+task.No+".zip"); err != nil {
		return err
	}
	if err := d.visits(task, []inspection{clean, withFinding}); err != nil {
		return err
	}
	return d.finished(task, "platform-", "PT-娱乐-")
}

// jointTask stops before the approval, for whoever wants to go on by hand.
func (d *demo) jointTask() error {
	d.begin("联合抽查的任务：做到选定组长，留给人接着办")
	task, err := d.planned(campaign{name: "上网服务场所联合抽查", trade: "互联网上网服务营业场所", lead: "网安大队", joint: true, origin: inspect.OriginLocal, total: 2})
	if err != nil {
		return err
	}
	if _, err := d.drawn(task, "subjects", "14142135623730950488"); err != nil {
		return err
	}
	if err := d.locked(task); err != nil {
		return err
	}
	if _, err := d.drawn(task, "inspectors", "17320508075688772935"); err != nil {
		return err
	}
	return d.led(task)
}

// dispatched packs a task for the laptop, which opens it.
func (d *demo) dispatched(task inspect.Task, name string) error {
	out := d.at("packages", name)
	sent, err := d.office.Dispatch.TaskPackage(d.ctx, d.clerk, task.ID, demoLaptop, nil, out)
	if err != nil {
		return err
	}
	rec, err := d.field.Dispatch.Open(d.ctx, d.laptop, out)
	if err != nil {
		return err
	}
	d.say("    签名任务包 %d个文件；外勤核验后导入%d项", sent.Files, rec.Added)
	d.lies(out)
	return nil
}

// finished takes the results back, through review and publication, to the
// upload package.
func (d *demo) finished(task inspect.Task, prefix, platformNo string) error {
	d.begin("结果交回办公室：%s", task.Name)
	out := d.at("packages", prefix+"result-"+task.No+".zip")
	if _, err := d.field.Dispatch.ResultPackage(d.ctx, d.laptop, task.ID, out); err != nil {
		return err
	}
	rec, err := d.office.Dispatch.Open(d.ctx, d.clerk, out)
	if err != nil {
		return err
	}
	d.say("    签名结果包核验后导入%d项、%d个文件，冲突%d处", rec.Added, rec.Files, len(rec.Conflicts))
	d.lies(out)
	if err := d.publishResults(task, platformNo); err != nil {
		return err
	}
	if err := d.notices(task, service.NoticeResults, "抽查结果公示-"+task.No); err != nil {
		return err
	}
	upload := d.at("packages", prefix+"upload-"+task.No+".zip")
	sent, err := d.office.Dispatch.Upload(d.ctx, d.clerk, task.ID, upload)
	if err != nil {
		return err
	}
	d.say("    报送平台的签名包，%d个文件（音视频和照片不外传）", sent.Files)
	d.lies(upload)
	return nil
}

// publishResults reviews each result, enters it on the platform and proves
// that it is public.
func (d *demo) publishResults(task inspect.Task, platformNo string) error {
	d.begin("审核、录入平台、公示（附平台截图）")
	results, err := d.office.Result.List(d.ctx, d.clerk, task.ID)
	if err != nil {
		return err
	}
	for i, r := range results {
		if _, err := d.office.Result.Review(d.ctx, d.clerk, r.Result.ID); err != nil {
			return err
		}
		if _, err := d.office.Result.OnFile(d.ctx, d.clerk, r.Result.ID, platformNo+string(rune('1'+i)), demoClerk); err != nil {
			return err
		}
		x, err := d.office.Result.Published(d.ctx, d.clerk, r.Result.ID, "", d.files.PublishProof)
		if err != nil {
			return err
		}
		d.say("    %s：%s，%s（%s）", r.SubjectName, x.Code.Label(), x.State.Label(), dueOf(x))
	}
	return nil
}

// notices writes a notice in every format.
func (d *demo) notices(task inspect.Task, kind, name string) error {
	for _, format := range []string{"xlsx", "pdf", "html", "json"} {
		out := d.at("notices", name+"."+format)
		if _, err := d.office.Publish.Notice(d.ctx, d.clerk, kind, task.ID, format, out); err != nil {
			return err
		}
		d.lies(out)
	}
	return nil
}
