package io.campaignlake.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignlake.dashboard.LiveDashboard;
import io.campaignlake.lake.LakeException;
import io.campaignlake.reports.Language;
import io.campaignlake.reports.ReportRequest;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the console answers. The page and the data are read with GET; all else is POST with JSON.
 * Errors are {@code {"code", "values", "message"}}: the page has words for the code in the person's
 * language, the message is the command line's.
 */
final class Routes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> OPEN_PATHS = Set.of("/session");

  private final LiveDashboard dashboard;
  private final Actions actions;
  private final Guard guard;
  private final PrintStream log;

  Routes(LiveDashboard dashboard, Actions actions, Guard guard, PrintStream log) {
    this.dashboard = dashboard;
    this.actions = actions;
    this.guard = guard;
    this.log = log;
  }

  /** An error that ends a request before its route. */
  private static final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    Denied(int status, String code) {
      super(code);
      this.status = status;
      this.code = code;
    }
  }

  void on(Javalin server) {
    server.before(this::admit);
    server.get("/", request -> request.html(dashboard.page()));
    server.post("/session", this::openSession);
    server.get("/api/data", request -> json(request, dashboard.data()));
    server.post("/api/people", this::people);
    server.post("/api/campaigns/{step}", this::change);
    server.get("/api/reports/{kind}.csv", this::report);
    server.post("/api/reports/send", this::send);
    server.exception(LakeException.class, (e, request) -> refuse(request, e));
    server.exception(Denied.class, (e, request) -> deny(request, e));
    server.exception(Exception.class, (e, request) -> fail(request, e));
  }

  private void admit(Context request) {
    request.header("X-Content-Type-Options", "nosniff");
    request.header("X-Frame-Options", "DENY");
    request.header("Referrer-Policy", "no-referrer");
    request.header("Cache-Control", "no-store");
    request.header("Cross-Origin-Resource-Policy", "same-origin");
    if (!guard.isOwn(request)) {
      throw new Denied(403, "forbidden");
    }
    if (!guard.isKnown(request) && !OPEN_PATHS.contains(request.path())) {
      throw new Denied(401, "token");
    }
  }

  private void openSession(Context request) {
    if (guard.admits(request, request.formParam("token"))) {
      request.status(303).header("Location", "/");
    } else {
      request.status(401).html(SignIn.page(language(request), true));
    }
  }

  private void people(Context request) throws JsonProcessingException {
    Body body = Body.of(request.body());
    ReportRequest.checkRange(body.from(), body.to());
    LiveDashboard.Unique unique = dashboard.unique(body.from(), body.to(), body.campaigns());
    json(request, JSON.writeValueAsString(unique));
  }

  private void change(Context request) {
    json(request, actions.change(request.pathParam("step"), Body.of(request.body())));
  }

  private void report(Context request) {
    String kind = request.pathParam("kind");
    ReportRequest asked = Body.report(kind, ReportRequest.Format.CSV, request::queryParam);
    request.contentType("text/csv; charset=utf-8");
    request.header(
        "Content-Disposition", "attachment; filename=\"%s.csv\"".formatted(asked.kind()));
    request.result(actions.report(asked));
  }

  private void send(Context request) {
    actions.send(Body.of(request.body()));
    json(request, "{}");
  }

  private static void json(Context request, String json) {
    request.contentType("application/json; charset=utf-8").result(json);
  }

  private static void refuse(Context request, LakeException e) {
    int status = e.exitCode() == LakeException.USAGE ? 400 : 409;
    error(request, status, e.name(), e.values(), e.getMessage());
  }

  private static void deny(Context request, Denied denied) {
    if (denied.status == 401 && request.path().equals("/")) {
      request.status(401).html(SignIn.page(language(request), false));
    } else {
      error(request, denied.status, denied.code, List.of(), "Cannot answer: " + denied.code + ".");
    }
  }

  private void fail(Context request, Exception e) {
    log.printf("Cannot answer %s %s: %s%n", request.method(), request.path(), e);
    e.printStackTrace(log);
    error(request, 500, "failed", List.of(), "Cannot answer: see the console's log.");
  }

  private static void error(
      Context request, int status, String code, List<String> values, String message) {
    try {
      Map<String, Object> error = Map.of("code", code, "values", values, "message", message);
      request.status(status);
      json(request, JSON.writeValueAsString(error));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first of ours that the browser asks for. */
  private static Language language(Context request) {
    String asked = String.valueOf(request.header("Accept-Language")).toLowerCase();
    for (String tag : asked.split(",")) {
      for (Language language : Language.values()) {
        if (tag.strip().startsWith(language.toString())) {
          return language;
        }
      }
    }
    return Language.EN;
  }
}
