"""Weekly summary and scorecard: plan and figures in, HTML, Markdown or mail out."""
