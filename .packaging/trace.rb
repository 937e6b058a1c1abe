# Template for Homebrew. The release fills in the digest.
class Infratrace < Formula
  desc "Says who is responsible for a URL, layer by layer, and how to reach them"
  homepage "https://github.com/infratrace/trace"
  url "https://github.com/infratrace/trace/archive/v0.1.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license any_of: ["MIT", "Apache-2.0"]

  depends_on "rust" => :build

  def install
    system "cargo", "install", *std_cargo_args
    man1.install Dir["completions/*.1"]
    bash_completion.install "completions/trace.bash" => "trace"
    zsh_completion.install "completions/_trace"
    fish_completion.install "completions/trace.fish"
  end

  test do
    assert_match "registrar", shell_output("#{bin}/trace --replay demo")
  end
end
