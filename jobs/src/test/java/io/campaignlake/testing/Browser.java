package io.campaignlake.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium of this machine, with a profile of its own. */
public final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Where the last pictures lie, for people. */
  private static final Path PICTURES = Path.of("target", "screenshots");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Skips the test, and says so, where there is no Chromium. */
  public static void assumePresent() {
    boolean isPresent = find("chromium").isPresent() && find("chromedriver").isPresent();
    Assumptions.assumeTrue(
        isPresent,
        "Skipped: no browser. Install Debian's packages chromium and chromium-driver to run it.");
  }

  private static Optional<Path> find(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * @param language that the browser asks for
   * @param width of the window in pixels; that of a phone where it is small
   */
  public static Browser open(Path profile, String language, int width, int height) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(find("chromium").orElseThrow().toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--lang=" + language,
        "--user-data-dir=" + profile.toAbsolutePath());
    options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(find("chromedriver").orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().window().setSize(new Dimension(width, height));
    if (width < 500) {
      // A window is never narrower than 500 pixels; a phone's screen is.
      driver.executeCdpCommand(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", true));
    }
    return new Browser(driver);
  }

  /** Opens a page of ours and waits until it has drawn itself. */
  public Browser go(String url) {
    driver.get("about:blank");
    driver.get(url);
    return drawn();
  }

  private Browser drawn() {
    return until(() -> driver.findElements(By.cssSelector("html[data-ready]")).size() == 1);
  }

  public Browser until(Supplier<Boolean> condition) {
    try {
      new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
          .ignoring(StaleElementReferenceException.class)
          .until(any -> condition.get());
      return this;
    } catch (TimeoutException e) {
      throw new AssertionError("It did not happen. The browser says: " + errors(), e);
    }
  }

  /** Waits until the first element that the selector finds shows the text somewhere. */
  public Browser untilShown(String selector, String text) {
    return until(() -> present(selector) && element(selector).getText().contains(text));
  }

  public WebElement element(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  public List<WebElement> elements(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  public boolean present(String selector) {
    return !elements(selector).isEmpty();
  }

  public String text(String selector) {
    return element(selector).getText();
  }

  /** Does something and waits until the page has drawn itself anew. */
  public Browser redrawn(Runnable action) {
    String before = element("html").getDomAttribute("data-ready");
    action.run();
    return until(() -> !before.equals(element("html").getDomAttribute("data-ready")));
  }

  public Browser click(String selector) {
    until(() -> present(selector) && element(selector).isDisplayed());
    element(selector).click();
    return this;
  }

  /** Chooses an option or a date as a person does with the browser's own means. */
  public Browser choose(String selector, String value) {
    driver.executeScript(
        "arguments[0].value = arguments[1];"
            + "arguments[0].dispatchEvent(new Event('change', {bubbles: true}));",
        element(selector),
        value);
    return this;
  }

  public Browser type(String selector, String text) {
    until(() -> present(selector) && element(selector).isDisplayed());
    element(selector).clear();
    element(selector).sendKeys(text);
    return this;
  }

  public Browser press(Keys... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
    return this;
  }

  /** The id of the element that has the focus; empty for none. */
  public String focused() {
    return String.valueOf(driver.switchTo().activeElement().getDomAttribute("id"));
  }

  public Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Nothing has gone wrong that the browser noticed. */
  public void assertNoErrors() {
    assertThat(errors()).as("messages of the browser").isEmpty();
  }

  private List<String> errors() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** No finding of axe that it calls serious or critical. */
  public void assertAccessible() {
    driver.executeScript(resource("/axe.min.js"));
    Object findings =
        driver.executeAsyncScript(
            "const done = arguments[arguments.length - 1];"
                + "axe.run(document, {resultTypes: ['violations']}).then(result => done(result.violations"
                + ".filter(each => ['serious', 'critical'].includes(each.impact))"
                + ".map(each => each.id + ': ' + each.help + ' ' + each.nodes.map(n => n.html.slice(0, 160)))));");
    assertThat((List<?>) findings).as("axe findings").isEmpty();
  }

  /** No part of the page is wider than the window. */
  public void assertFitsTheWidth() {
    Object overflow =
        driver.executeScript(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth;");
    assertThat(overflow).as("pixels beyond the window").isEqualTo(0L);
  }

  /** A picture of the whole page. */
  public Browser picture(String name) {
    try {
      Files.createDirectories(PICTURES);
      var metrics =
          (Map<?, ?>)
              driver.executeCdpCommand("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
      Map<String, Object> clip =
          Map.of(
              "x",
              0,
              "y",
              0,
              "width",
              metrics.get("width"),
              "height",
              metrics.get("height"),
              "scale",
              1);
      Map<String, Object> picture =
          driver.executeCdpCommand(
              "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
      byte[] png = OutputType.BYTES.convertFromBase64Png((String) picture.get("data"));
      Files.write(PICTURES.resolve(name + ".png"), png);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Browser.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
