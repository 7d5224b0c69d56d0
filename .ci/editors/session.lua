-- Neovim as a client of the language server: types a slip into a record, and says in a line each
-- what it was shown and answered.  Runs on 0.7 and later.
local path = vim.env.RECORD
local patience = 60000 -- milliseconds; a busy machine needs some

local function say(...)
  io.stdout:write(table.concat({ ... }, " ") .. "\n")
end

local function wait(what, holds)
  if not vim.wait(patience, holds, 50) then
    say("waited in vain for", what)
    vim.cmd("cquit 1")
  end
end

vim.cmd("edit " .. path)
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({
  name = "claims_check",
  cmd = { vim.env.COMMAND, "lsp" },
  root_dir = vim.fn.getcwd(),
})
vim.lsp.buf_attach_client(buffer, client)
wait("the server", function()
  return vim.lsp.get_client_by_id(client).initialized
end)

local function errors()
  return vim.diagnostic.get(buffer, { severity = vim.diagnostic.severity.ERROR })
end

local function ask(method, parameters)
  local answers = vim.lsp.buf_request_sync(buffer, method, parameters, patience)
  return answers and answers[client] and answers[client].result
end

local function here()
  return vim.lsp.util.make_position_params(0, "utf-16")
end

vim.cmd([[%s/"subject": "llama-2"/"subject": "lama-2"/]])
wait("the finding", function()
  return #errors() == 1
end)
local found = errors()[1]
local line = vim.api.nvim_buf_get_lines(buffer, found.lnum, found.lnum + 1, false)[1]
say("finding", found.code, line:sub(found.col + 1, found.end_col))

local place = { line = found.lnum, character = found.col }
local actions = ask("textDocument/codeAction", {
  textDocument = vim.lsp.util.make_text_document_params(buffer),
  range = { start = place, ["end"] = place },
  context = { diagnostics = {} },
})
vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
say("fixed", vim.api.nvim_buf_get_lines(buffer, found.lnum, found.lnum + 1, false)[1]:match("%S.*%S"))
wait("the finding to go", function()
  return #errors() == 0
end)

vim.fn.cursor(found.lnum + 1, found.col + 3)
say("hover", vim.split(ask("textDocument/hover", here()).contents.value, "\n")[1])
local home = ask("textDocument/definition", here())
say("definition", home.uri:match("[^/]+/[^/]+/[^/]+$"))
vim.cmd("qall!")
